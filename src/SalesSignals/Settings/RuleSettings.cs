using System.Collections.Frozen;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesSignals.Signals;

namespace SalesSignals.Settings;

/// <summary>One part a rule.</summary>
public sealed record RuleSettings
{
    [Description("No buyer touch, no forward stage move, nothing planned.")]
    public StalledDealOptions StalledDeal { get; set; } = new();

    [Description("Longer in one stage than deals that are won.")]
    public StuckInStageOptions StuckInStage { get; set; } = new();

    [Description("A meeting or connected call without a note.")]
    public MissingNotesOptions MissingNotes { get; set; } = new();

    [Description("A note without a next step, a date, or more than a few words.")]
    public ThinNotesOptions ThinNotes { get; set; } = new();

    [Description("Nothing is planned with the buyer.")]
    public NoNextStepOptions NoNextStep { get; set; } = new();

    [Description("A planned task, call or meeting is past its time and not done.")]
    public OverdueNextStepOptions OverdueNextStep { get; set; } = new();

    [Description("Late, and nothing is written down that the customer will do.")]
    public NoCustomerActionOptions NoCustomerAction { get; set; } = new();

    [Description("The buyer wrote, and nobody has answered.")]
    public UnansweredBuyerOptions UnansweredBuyer { get; set; } = new();

    [Description("Several touches of ours without an answer.")]
    public GhostedOptions Ghosted { get; set; } = new();

    [Description("Open, with a close date in the past.")]
    public CloseDatePassedOptions CloseDatePassed { get; set; } = new();

    [Description("The close date was pushed often, or far.")]
    public CloseDateSlippedOptions CloseDateSlipped { get; set; } = new();

    [Description("Late stage without amount, close date or a talk about price.")]
    public TheoreticalCloseOptions TheoreticalClose { get; set; } = new();

    [Description("A close date nearer than deals at its stage are won.")]
    public UnrealisticCloseOptions UnrealisticClose { get; set; } = new();

    [Description("A demo, proposal or quote before the buyer has confirmed what it is for.")]
    public OutOfOrderOptions OutOfOrder { get; set; } = new();

    [Description("Several deliverables of ours without an answer.")]
    public FalseMomentumOptions FalseMomentum { get; set; } = new();

    [Description("The buyer does not keep to their own steps.")]
    public BuyerOffProcessOptions BuyerOffProcess { get; set; } = new();

    [Description("Moved back to an earlier stage of late.")]
    public StageRegressedOptions StageRegressed { get; set; } = new();

    [Description("Late, and nobody who decides about the money has met us.")]
    public NoEconomicBuyerOptions NoEconomicBuyer { get; set; } = new();

    [Description("All hangs on one person at the customer's.")]
    public SingleThreadedOptions SingleThreaded { get; set; } = new();

    [Description("The most active contact is silent for longer than is their habit.")]
    public ChampionSilentOptions ChampionSilent { get; set; } = new();

    [Description("A colleague's help is past due.")]
    public InternalHelpOverdueOptions InternalHelpOverdue { get; set; } = new();

    [Description("The amount has lately become much smaller.")]
    public AmountDroppedOptions AmountDropped { get; set; } = new();

    [Description("Far larger than its owner has won before.")]
    public UnusualAmountOptions UnusualAmount { get; set; } = new();

    [Description("As good as won this quarter, and not in commit.")]
    public SandbaggedOptions Sandbagged { get; set; } = new();

    [Description("The owner has left, is away, or there is none.")]
    public OwnerUnavailableOptions OwnerUnavailable { get; set; } = new();

    [Description("In commit, although something grave stands against it.")]
    public RiskyCommitOptions RiskyCommit { get; set; } = new();

    [Description("Good news: won, moved forward, a meeting that the buyer set, a new contact.")]
    public MomentumOptions Momentum { get; set; } = new();

    [Description("A rep's open pipeline does not cover what is left of their quota.")]
    public PipelineGapOptions PipelineGap { get; set; } = new();

    [Description("A rep has made no new deal for long.")]
    public PipelineDroughtOptions PipelineDrought { get; set; } = new();

    [Description("A rep has won far less than the quarter so far would have it.")]
    public QuotaRiskOptions QuotaRisk { get; set; } = new();

    [Description("A rep's forecast at the middle of a quarter was often far from what was won at its end.")]
    public UnpredictableForecastOptions UnpredictableForecast { get; set; } = new();

    [Description("Won, and nobody has been in touch since.")]
    public WonWithoutFollowUpOptions WonWithoutFollowUp { get; set; } = new();

    [Description("A customer whom nobody has been in touch with for long, or whose renewal nobody works on.")]
    public AccountUntendedOptions AccountUntended { get; set; } = new();

    [Description("A CRM that used to send webhooks has sent none for several times its usual gap.")]
    public SilentSourceOptions SilentSource { get; set; } = new();

    /// <summary>Where the settings of each rule come from, by its name in settings.</summary>
    [JsonIgnore]
    internal FrozenDictionary<string, string> Origins { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Where the settings of a rule come from: <c>default</c>, <c>settings</c>, or <c>settings for team Islands</c>.</summary>
    /// <param name="kind">The rule's kind, such as <c>stalled-deal</c>.</param>
    public string OriginOf(string kind) => Origins.GetValueOrDefault(NameOf(kind), "default");

    /// <summary>The name of a rule in settings: <c>stalledDeal</c> for <c>stalled-deal</c>.</summary>
    public static string NameOf(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return string.Concat(kind.Split('-').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
