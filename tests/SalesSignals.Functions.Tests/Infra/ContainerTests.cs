using System.Text.RegularExpressions;
using SalesSignals.Functions.Host;
using YamlDotNet.RepresentationModel;

namespace SalesSignals.Functions.Tests.Infra;

/// <summary>The image and its two examples, held to the app: there is no container engine here. CI builds the image and starts it.</summary>
public sealed class ContainerTests
{
    private const string App = "infra/kubernetes/app.yaml";

    private static readonly IReadOnlyList<YamlMappingNode> Kubernetes = [.. Yaml.Read(App), .. Yaml.Read("infra/kubernetes/scale.yaml")];

    [Fact]
    public void The_Image_Copies_What_A_Build_Needs_And_Nothing_That_Is_Left_Out()
    {
        var docker = Repository.Read("Dockerfile");
        var copied = Regex.Matches(docker, @"^COPY (?!--from)(.+) \S+$", RegexOptions.Multiline).SelectMany(match => match.Groups[1].Value.Split(' ')).ToList();
        var beside = System.IO.Directory.EnumerateFiles(Repository.Root).Select(Path.GetFileName)
            .Where(name => name!.StartsWith("Directory.", StringComparison.Ordinal) || name is "global.json" or "host.json" or ".editorconfig");

        Assert.Equal(beside.Append("src").Order(StringComparer.Ordinal), copied.Order(StringComparer.Ordinal));
        var ignore = Repository.Read(".dockerignore").Split('\n');
        Assert.All(copied, name => Assert.Contains(ignore, line => line == $"!{name}" || (line == "!Directory.*" && name.StartsWith("Directory.", StringComparison.Ordinal))));
    }

    [Fact]
    public void The_Image_Runs_As_Nobody_In_Particular()
    {
        var docker = Repository.Read("Dockerfile");

        Assert.Contains("USER $APP_UID", docker, StringComparison.Ordinal);
        Assert.Contains("ENTRYPOINT [\"./SalesSignals.Functions\"]", docker, StringComparison.Ordinal);
        Assert.All(Regex.Matches(docker, @"^FROM .*?(mcr\S+)", RegexOptions.Multiline), from => Assert.Matches(@":10\.0-noble\b", from.Groups[1].Value));
    }

    [Fact]
    public void Examples_Set_What_The_App_Reads()
    {
        var documented = DocumentedSetting.ReadAll().Select(setting => ReadSettings.NameOf(setting.Name)).ToHashSet(StringComparer.Ordinal);
        var set = Yaml.Named(Yaml.Read("infra/compose.yaml")[0], "environment").Concat(Kubernetes.SelectMany(document => Yaml.Named(document, "data")))
            .SelectMany(node => ((YamlMappingNode)node).Children.Keys)
            .Select(key => key.Text())
            .ToList();

        Assert.True(set.Count > 10);
        Assert.All(set, name => Assert.Contains(ReadSettings.NameOf(name), documented));
    }

    [Fact]
    public void Probes_Ask_Where_The_App_Answers()
    {
        var container = Kubernetes.SelectMany(document => Yaml.Named(document, "containers")).Select(node => ((YamlSequenceNode)node).Children.Single()).Single();
        var health = FunctionCatalog.Read(AppContext.BaseDirectory).Of<FunctionTrigger.Http>().Single(function => function.Name == "Health");

        Assert.Equal($"/{HostSettings.Read(AppContext.BaseDirectory).RoutePrefix}/{health.Route}", container.Text("readinessProbe", "httpGet", "path"));
        Assert.Equal("/", container.Text("livenessProbe", "httpGet", "path"));
        Assert.Contains($"ASPNETCORE_HTTP_PORTS={Yaml.Named(container, "containerPort").Single().Text()}\n", Repository.Read("Dockerfile"), StringComparison.Ordinal);
    }

    [Fact]
    public void Pods_Have_No_Rights_They_Do_Not_Need()
    {
        var pod = Kubernetes.SelectMany(document => Yaml.Named(document, "template")).Single();

        Assert.Equal("true", pod.Text("spec", "securityContext", "runAsNonRoot"));
        Assert.Equal(["false", "true"], new[] { "allowPrivilegeEscalation", "readOnlyRootFilesystem" }.Select(name => Yaml.Named(pod, name).Single().Text()));
        Assert.Equal("ALL", ((YamlSequenceNode)Yaml.Named(pod, "drop").Single()).Single().Text());
    }

    [Fact]
    public void It_Scales_By_Every_Queue_There_Is_And_Never_To_None()
    {
        var queues = FunctionCatalog.Read(AppContext.BaseDirectory).Of<FunctionTrigger.Queue>().Select(function => function.QueueName);

        Assert.Equal(queues.Order(StringComparer.Ordinal), Kubernetes.SelectMany(document => Yaml.Named(document, "queueName")).Select(name => name.Text()).Order(StringComparer.Ordinal));
        Assert.Equal("1", Kubernetes.SelectMany(document => Yaml.Named(document, "minReplicaCount")).Single().Text());
    }
}
