#!/usr/bin/env dotnet
#:project ../src/Fearless/Fearless.csproj
#:property PublishAot=false

// Divide and conquer: a merge sort that forks at every level, and a scope of jobs. Run it with `dotnet run samples/joins.cs [count]`.
using Fearless;

int count = args is [string given] ? int.Parse(given) : 1_000_000;
var random = new Random(1);
int[] numbers = [.. Enumerable.Range(0, count).Select(_ => random.Next())];
int[] sorted = [.. numbers];

MergeSort((sorted, new int[count]));
Console.WriteLine($"sorted: {sorted.AsSpan().SequenceEqual(numbers.Order().ToArray())}");

// Each job takes one bucket; the scope ends when all have, and rethrows what failed.
long[] sums = new long[8];
Par.Scope(scope =>
{
    for (int bucket = 0; bucket < sums.Length; bucket++)
        scope.Spawn((numbers, sums, bucket), static job => job.sums[job.bucket] = SumOfBucket(job.numbers, job.bucket));
});
Console.WriteLine($"sums agree: {sums.Sum() == numbers.Sum(static n => (long)n)}");

// The state goes to static lambdas: nothing is captured, so a fork that nobody takes allocates nothing.
static void MergeSort((Memory<int> Items, Memory<int> Buffer) work)
{
    if (work.Items.Length <= 512)
    {
        work.Items.Span.Sort();
        return;
    }
    int middle = work.Items.Length / 2;
    Par.Join(
        (work.Items[..middle], work.Buffer[..middle]), static half => MergeSort(half),
        (work.Items[middle..], work.Buffer[middle..]), static half => MergeSort(half));
    Merge(work.Items.Span[..middle], work.Items.Span[middle..], work.Buffer.Span);
    work.Buffer.CopyTo(work.Items);
}

static void Merge(ReadOnlySpan<int> low, ReadOnlySpan<int> high, Span<int> merged)
{
    int i = 0, j = 0;
    foreach (ref int next in merged)
        next = j == high.Length || (i < low.Length && low[i] <= high[j]) ? low[i++] : high[j++];
}

static long SumOfBucket(int[] numbers, int bucket)
{
    long sum = 0;
    foreach (int number in numbers)
        sum += number % 8 == bucket ? number : 0;
    return sum;
}
