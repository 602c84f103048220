namespace Fearless.Tool.Framework;

/// <summary>The guide's decision framework, as questions.</summary>
internal static class Interview
{
    private static readonly Question Shape = new("shape", "What shape does the computation have?",
    [
        new("items", "The same for each of many items") { Choice = By(Workload.DataParallel, "Items.cs") },
        new("halves", "It divides itself, and its parts again") { Choice = By(Workload.ForkJoin, "Halves.cs") },
        new("jobs", "A few different jobs, or as many as there are processors") { Choice = By(Workload.KnownThreads, "Jobs.cs") },
        new("stages", "Several stages, one after the other, for a stream of items") { Choice = By(Workload.Pipeline, "Stages.cs") },
    ]);

    private static readonly Question Connections = new("connections", "How many connections are open at a time?",
    [
        new("thousands", "Thousands") { Choice = By(Workload.Connections, "Connections.cs") },
        new("few", "Some, and the library that I call can only be awaited") { Choice = By(Workload.Requests, "Requests.cs") },
        new("blocking", "Some, and the library that I call blocks")
        {
            Choice = new(Workload.KnownThreads, Approach.Threads,
                "Threads are the default: some that wait cost little, and need no asynchronous callers.", "Jobs.cs"),
        },
    ]);

    private static readonly Question Work = new("work", "What does the program do most of the time?",
    [
        new("compute", "It computes") { Next = Shape },
        new("files", "It reads and writes files") { Choice = By(Workload.Files, "Files.cs") },
        new("network", "It waits for the network") { Next = Connections },
        new("hand-over", "Some threads make what others use") { Choice = By(Workload.ProducerConsumer, "HandOver.cs") },
        new("share", "Many threads change the same data") { Choice = By(Workload.SharedState, "Owner.cs") },
    ]);

    public static Question First { get; } = new("threads", "Are there threads where it runs?",
    [
        new("yes", "Yes: a desktop, a server, a phone") { Next = Work },
        new("no", "No: WebAssembly in a browser") { Choice = By(Workload.NoThreads, "NoThreads.cs") },
    ]);

    /// <summary>All questions, the first one first.</summary>
    public static IReadOnlyList<Question> All { get; } = [First, Work, Shape, Connections];

    /// <summary>Where it may end.</summary>
    public static IEnumerable<Choice> Choices => All.SelectMany(static question => question.Answers).Select(static answer => answer.Choice).OfType<Choice>();

    /// <summary>Asks until it is clear what to recommend.</summary>
    /// <param name="ask">Answers a question.</param>
    public static Choice Hold(Func<Question, Answer> ask)
    {
        Question question = First;
        while (true)
        {
            Answer answer = ask(question);
            if (answer.Choice is { } choice)
                return choice;
            question = answer.Next ?? throw new InvalidOperationException($"'{answer.Word}' leads nowhere.");
        }
    }

    private static Choice By(Workload workload, string program)
    {
        Recommendation recommendation = Guide.For(workload);
        return new(workload, recommendation.Approach, $"{char.ToUpperInvariant(recommendation.Reason[0])}{recommendation.Reason[1..]}.", program);
    }
}
