#!/usr/bin/env dotnet
#:project ../../src/Fearless/Fearless.csproj
#:property PublishAot=false

// A parallel producer and a sequential consumer, with backpressure between: once by hand, from a scope, a channel and a parallel loop, and
// once as a pipeline. The loop blocks its workers when the channel is full; the pipeline's stages have threads of their own.
// Run it with `dotnet run samples/guide/hybrid-pipeline.cs`.
using Fearless;
using Fearless.Channels;
using Fearless.Pipelines;

long[] input = [.. Enumerable.Range(0, 1000).Select(static i => (long)i)];
long[] byHand = ByHand(input);
long[] asStages = AsStages(input);
Console.WriteLine($"by hand: {byHand.Length} results, sum {byHand.Sum()}");
Console.WriteLine($"as stages: {asStages.Length} results, sum {asStages.Sum()}");
Console.WriteLine($"in order: {asStages.SequenceEqual(input.Select(CpuIntensiveWork).Select(FinalizeResult))}");

static long[] ByHand(long[] input)
{
    var (tx, rx) = Channel.Bounded<long>(100);
    return ThreadScope.Run(scope =>
    {
        scope.Spawn(input, Move.Of(ref tx), static (input, tx) => input.Par().ForEach(data => tx.Send(CpuIntensiveWork(data))));
        return scope.Spawn(Move.Of(ref rx), static rx => rx.Select(FinalizeResult).ToArray()).Join();
    });
}

static long[] AsStages(long[] input) =>
    Pipeline.From(input).Parallel(CpuIntensiveWork, capacity: 100).Ordered().Sequential(FinalizeResult, capacity: 100).ToArray();

static long CpuIntensiveWork(long data) => data * 2;

static long FinalizeResult(long data) => data + 1;
