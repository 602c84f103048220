namespace Fearless.Sorting;

/// <summary>One phase of a pass, for some of its chunks.</summary>
internal readonly struct RadixPassJob<T>(RadixPass<T> pass, RadixPhase phase, Digit digit, int firstChunk, int endChunk) : IForkJob
{
    public void Execute(ForkContext context)
    {
        if (endChunk - firstChunk == 1)
        {
            pass.Run(phase, firstChunk, digit);
            return;
        }
        int middle = firstChunk + ((endChunk - firstChunk) / 2);
        var low = new RadixPassJob<T>(pass, phase, digit, firstChunk, middle);
        var high = new RadixPassJob<T>(pass, phase, digit, middle, endChunk);
        context.Join(ref low, ref high);
    }
}
