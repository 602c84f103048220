using System.Diagnostics;
using Fearless.Channels;

namespace Fearless.Tool.Watched;

/// <summary>A thread that waits for the messages of a slower one.</summary>
internal static class Messages
{
    public static double Run(TimeSpan duration)
    {
        var whole = Stopwatch.StartNew();
        TimeSpan waited = TimeSpan.Zero;
        (Sender<int> sender, Receiver<int> receiver) = Channel.Bounded<int>(1);
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() =>
            {
                using (sender)
                {
                    while (whole.Elapsed < duration)
                    {
                        Computing.Hash(TimeSpan.FromMilliseconds(20));
                        sender.Send(0);
                    }
                }
            });
            using (receiver)
                waited = Receive(receiver, whole);
        });
        return waited / whole.Elapsed;
    }

    private static TimeSpan Receive(Receiver<int> receiver, Stopwatch whole)
    {
        TimeSpan waited = TimeSpan.Zero;
        TimeSpan start = whole.Elapsed;
        foreach (int _ in receiver)
        {
            waited += whole.Elapsed - start;
            start = whole.Elapsed;
        }
        return waited;
    }
}
