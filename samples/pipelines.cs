#!/usr/bin/env dotnet
#:project ../src/Fearless/Fearless.csproj
#:property PublishAot=false

// Pipelines: stages that work at the same time, order, branches, batches, and what becomes of each item when one fails.
// Run it with `dotnet run samples/pipelines.cs`.
using Fearless.Pipelines;

// Nothing runs yet. Four threads in the middle finish in any order; Ordered puts that right.
Pipeline<int> squares = Pipeline.From(Enumerable.Range(1, 1000)).Parallel(static x => x * x, degree: 4).Ordered();
Console.WriteLine($"first: {string.Join(' ', squares.ToArray()[..5])}");

// Batches, and the branch that each item is sent to.
int[] sizes = squares.Batch(300).Sequential(static batch => batch.Length).ToArray();
Console.WriteLine($"batches: {string.Join(' ', sizes)}");
int routed = squares
    .Route(static x => x % 2, even => even.Sequential(static _ => 1), odd => odd.Parallel(static _ => -1, degree: 2))
    .ToList()
    .Sum();
Console.WriteLine($"even less odd: {routed}");

// Asynchronous calls, twenty under way at a time; a progress callback on the calling thread.
PipelineReport report = Pipeline.From(Enumerable.Range(0, 100))
    .Async(FetchAsync, degree: 20)
    .Where(static x => x % 3 == 0)
    .Sequential(static _ => { })
    .Run(new LastOnly());
Console.WriteLine($"{report.Outcome}: {report.Completed} completed");

// An item that fails is left out, is in the report, and the others go on.
report = Pipeline.From(["1", "2", "three", "4"])
    .Parallel(int.Parse, name: "parse")
    .With(new PipelineOptions { OnFailure = FailurePolicy.Continue })
    .Run();
PipelineFailure failure = report.Failures[0];
Console.WriteLine($"{report.Completed} parsed, {report.Failed} failed in {failure.Stage}: {failure.Item}");

// The first failure stops what is before it. Every item is accounted for.
report = Pipeline.From(Enumerable.Range(0, 1000)).Sequential(static x => 100 / (x - 10), name: "divide").Run();
StageReport divide = report.Stages[1];
bool balanced = report.Stages[0].Done == divide.Done + divide.Failed + divide.NotStarted;
Console.WriteLine($"{divide.Done} done, {divide.Failed} failed, the others not started: {balanced}");
try
{
    report.ThrowIfFailed();
}
catch (DivideByZeroException)
{
    Console.WriteLine("rethrown");
}

static async ValueTask<int> FetchAsync(int id, CancellationToken token)
{
    await Task.Delay(1, token);
    return id;
}

internal sealed class LastOnly : IProgress<PipelineProgress>
{
    public void Report(PipelineProgress value)
    {
        if (value.Completed == 34)
            Console.WriteLine($"all {value.Stages[^1].Done} through");
    }
}
