using System.Diagnostics;
using System.Runtime.InteropServices;
using Fearless.Testing.Running;
using Fearless.Testing.Stress;

namespace Fearless.Testing;

/// <summary>A test of what can come out when a few pieces of code run at the same time.</summary>
/// <remarks>
/// Each actor has a thread. All go through thousands of states side by side, each doing its part with every one; then it is counted what
/// came out, and they start again until the time is up. An outcome that nobody declared is a failure.
/// <para>It shows what can happen on this machine: that something never came out does not prove that it cannot. SOURCE: the manner is that
/// of OpenJDK jcstress.</para>
/// </remarks>
/// <typeparam name="TState">The type of the state that the actors share.</typeparam>
/// <typeparam name="TOutcome">The type of the outcome.</typeparam>
/// <example><code>
/// StressReport&lt;(int, int)&gt; report = StressTest
///     .For(() =&gt; new Cells())
///     .Actor(cells =&gt; { cells.X = 1; cells.R1 = cells.Y; })
///     .Actor(cells =&gt; { cells.Y = 1; cells.R2 = cells.X; })
///     .Outcome(cells =&gt; (cells.R1, cells.R2))
///     .Acceptable((0, 1), "the first was first")
///     .Acceptable((1, 0), "the second was first")
///     .Acceptable((1, 1), "both stored before either loaded")
///     .Interesting((0, 0), "both loads ran ahead of the stores")
///     .Check();
/// Console.WriteLine(report);
///
/// class Cells { public int X, Y, R1, R2; }
/// </code></example>
public sealed class StressTest<TState, TOutcome>
    where TState : class
    where TOutcome : notnull
{
    private const int FewestStates = 64;
    private const int MostStates = 16 * 1024;

    private static readonly TimeSpan FullBatch = TimeSpan.FromMilliseconds(2);

    private readonly Func<TState> _createState;
    private readonly IReadOnlyList<Action<TState>> _actors;
    private readonly Action<TState>? _arbiter;
    private readonly Func<TState, TOutcome> _outcome;
    private readonly List<OutcomeRule<TOutcome>> _rules = [];

    internal StressTest(
        Func<TState> createState, IReadOnlyList<Action<TState>> actors, Action<TState>? arbiter, Func<TState, TOutcome> outcome)
    {
        _createState = createState;
        _actors = actors;
        _arbiter = arbiter;
        _outcome = outcome;
    }

    /// <summary>Declares an outcome that may come out.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="meaning">What it means.</param>
    /// <returns>This test.</returns>
    public StressTest<TState, TOutcome> Acceptable(TOutcome outcome, string meaning = "") => Add(outcome, OutcomeGrade.Acceptable, meaning);

    /// <summary>Declares outcomes that may come out.</summary>
    /// <param name="outcomes">Says of an outcome whether it is one of them. What was declared earlier is looked at first.</param>
    /// <param name="meaning">What they mean.</param>
    /// <returns>This test.</returns>
    public StressTest<TState, TOutcome> Acceptable(Func<TOutcome, bool> outcomes, string meaning = "") => Add(outcomes, OutcomeGrade.Acceptable, meaning);

    /// <summary>Declares an outcome that may come out, and is worth knowing of.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="meaning">What it means.</param>
    /// <returns>This test.</returns>
    public StressTest<TState, TOutcome> Interesting(TOutcome outcome, string meaning = "") => Add(outcome, OutcomeGrade.Interesting, meaning);

    /// <summary>Declares outcomes that may come out, and are worth knowing of.</summary>
    /// <param name="outcomes">Says of an outcome whether it is one of them. What was declared earlier is looked at first.</param>
    /// <param name="meaning">What they mean.</param>
    /// <returns>This test.</returns>
    public StressTest<TState, TOutcome> Interesting(Func<TOutcome, bool> outcomes, string meaning = "") => Add(outcomes, OutcomeGrade.Interesting, meaning);

    /// <summary>Declares an outcome that must not come out. So must none that is not declared; this one is shown even when it never
    /// does.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="meaning">What it would mean.</param>
    /// <returns>This test.</returns>
    public StressTest<TState, TOutcome> Forbidden(TOutcome outcome, string meaning = "") => Add(outcome, OutcomeGrade.Forbidden, meaning);

    /// <summary>Declares outcomes that must not come out.</summary>
    /// <param name="outcomes">Says of an outcome whether it is one of them. What was declared earlier is looked at first.</param>
    /// <param name="meaning">What they would mean.</param>
    /// <returns>This test.</returns>
    public StressTest<TState, TOutcome> Forbidden(Func<TOutcome, bool> outcomes, string meaning = "") => Add(outcomes, OutcomeGrade.Forbidden, meaning);

    /// <summary>Runs the actors until the time is up or something comes out that must not. Blocks the caller; each actor has a thread of
    /// its own meanwhile, and none afterwards.</summary>
    /// <param name="options">For how long; a second by default.</param>
    /// <returns>What came out; its text is the table.</returns>
    /// <exception cref="StressException">An outcome came out that is forbidden or was not declared, an actor or the arbiter threw, or an
    /// actor never returned. The message holds the table.</exception>
    public StressReport<TOutcome> Check(StressOptions? options = null)
    {
        options ??= new();
        var counts = new Dictionary<TOutcome, long>();
        using var team = new ThreadTeam(_actors.Count);
        var random = new Random();
        StressBatch<TState>? batch = null;
        int size = FewestStates;
        long start = Stopwatch.GetTimestamp();
        do
        {
            if (batch?.States.Length != size)
                batch = new(_actors, size);
            long batchStart = Stopwatch.GetTimestamp();
            RunBatch(team, batch, random, options, counts);
            if (counts.Keys.Any(IsWrong))
                throw new StressException(Describe("An outcome came out that must not.", counts));
            if (Stopwatch.GetElapsedTime(batchStart) < FullBatch && size < MostStates)
                size *= 2;
        }
        while (Stopwatch.GetElapsedTime(start) < options.Budget && !(options.StopOnceInteresting && HasEverythingInteresting(counts)));
        return Report(counts);
    }

    private void RunBatch(ThreadTeam team, StressBatch<TState> batch, Random random, StressOptions options, Dictionary<TOutcome, long> counts)
    {
        batch.Reset(_createState, random);
        try
        {
            team.Start(_actors.Count, batch.Run);
            if (!team.Wait(options.Patience))
                throw new StressException(Describe($"An actor did not return within {options.Patience.TotalSeconds:0.#} s.", counts));
            foreach (TState state in batch.States)
            {
                _arbiter?.Invoke(state);
                CollectionsMarshal.GetValueRefOrAddDefault(counts, _outcome(state), out _)++;
            }
        }
        catch (Exception exception) when (exception is not StressException)
        {
            throw new StressException(Describe($"An actor or the arbiter threw {exception.GetType().Name}: {exception.Message}", counts), exception);
        }
    }

    private bool IsWrong(TOutcome outcome) => RuleOf(outcome)?.Grade is not (OutcomeGrade.Acceptable or OutcomeGrade.Interesting);

    private bool HasEverythingInteresting(Dictionary<TOutcome, long> counts) => _rules
        .Where(static rule => rule.Grade == OutcomeGrade.Interesting)
        .All(rule => counts.Keys.Any(outcome => ReferenceEquals(RuleOf(outcome), rule)));

    private OutcomeRule<TOutcome>? RuleOf(TOutcome outcome) => _rules.Find(rule => rule.Matches(outcome));

    private StressTest<TState, TOutcome> Add(TOutcome outcome, OutcomeGrade grade, string meaning)
    {
        _rules.Add(new(other => EqualityComparer<TOutcome>.Default.Equals(other, outcome), (true, outcome), grade, meaning));
        return this;
    }

    private StressTest<TState, TOutcome> Add(Func<TOutcome, bool> outcomes, OutcomeGrade grade, string meaning)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        _rules.Add(new(outcomes, default, grade, meaning));
        return this;
    }

    private StressReport<TOutcome> Report(Dictionary<TOutcome, long> counts)
    {
        IEnumerable<OutcomeRow<TOutcome>> seen = counts.Select(pair =>
            new OutcomeRow<TOutcome>(pair.Key, pair.Value, RuleOf(pair.Key)?.Grade ?? OutcomeGrade.Unknown, RuleOf(pair.Key)?.Meaning ?? ""));
        IEnumerable<OutcomeRow<TOutcome>> unseen = _rules
            .Where(rule => rule.Outcome.IsKnown && !counts.ContainsKey(rule.Outcome.Value!))
            .Select(static rule => new OutcomeRow<TOutcome>(rule.Outcome.Value!, 0, rule.Grade, rule.Meaning));
        return new([.. seen.OrderByDescending(static row => row.Count), .. unseen]);
    }

    private string Describe(string trouble, Dictionary<TOutcome, long> counts) =>
        $"{trouble}{Environment.NewLine}{Environment.NewLine}{Report(counts)}";
}
