using Fearless.Channels;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>A new selection for every message, as in Crossbeam's benchmarks.</summary>
internal struct NewSelections : SelectThreads<NewSelections>.IUse
{
    public static void Repeat(int times, Func<Selection> create)
    {
        for (int done = 0; done < times; done++)
            create().RunOnce();
    }
}

/// <summary>One selection for all messages.</summary>
internal struct OneSelection : SelectThreads<OneSelection>.IUse
{
    public static void Repeat(int times, Func<Selection> create)
    {
        using Selection selection = create();
        for (int done = 0; done < times; done++)
            selection.Run();
    }
}
