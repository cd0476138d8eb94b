# syntax=docker/dockerfile:1
# The app on its own: it polls its queues and fires its timers itself. docs/deploy.md, "In a container".
# Tags name a version and a variant; to pin what is behind them: docker buildx imagetools inspect IMAGE, then IMAGE@sha256:….

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG TARGETARCH
WORKDIR /source
COPY global.json host.json .editorconfig Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY src src
RUN dotnet publish src/SalesSignals.Functions --configuration Release --arch "$TARGETARCH" --no-self-contained -p:PublishReadyToRun=true --output /app

# No shell and no package manager; "extra" brings the cultures and time zones that digests are written by.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app .

# Nothing is written to disk, so the file system may be read-only: debuggers would want a socket in /tmp.
ENV DOTNET_EnableDiagnostics=0 \
    ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
USER $APP_UID

# There is nothing in the image that could ask for /api/health: whoever runs it does (infra/kubernetes/app.yaml).
ENTRYPOINT ["./SalesSignals.Functions"]
