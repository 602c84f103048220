#!/usr/bin/env dotnet
#:project ../../src/Fearless/Fearless.csproj
#:property PublishAot=false

// Rayon: sequential operations made parallel. The first failure stops the rest and is rethrown as it was thrown.
// Run it with `dotnet run samples/guide/data-parallelism.cs`.
using Fearless;

Console.WriteLine($"doubled: {string.Join(' ', ParallelComputation([1, 2, 3, 4, 5]))}");
Console.WriteLine($"sum of squares: {ParallelAggregation([1, 2, 3, 4])}");
try
{
    ParallelComputation([1, 2, -3, 4]);
}
catch (IOException exception)
{
    Console.WriteLine($"failed: {exception.Message}");
}

static long[] ParallelComputation(List<long> items) => items.Par().Select(ExpensiveOperation).ToArray();

static double ParallelAggregation(double[] numbers) => numbers.Par().Select(static x => x * x).Sum();

static long ExpensiveOperation(long item) =>
    item < 0 ? throw new IOException($"{item} cannot be read.") : item * 2;
