#!/usr/bin/env dotnet
#:package Fearless@0.1.0
#:property PublishAot=false

// The same computation for many items: the pool divides them among the cores, and the results keep their order.
using Fearless;

long[] numbers = [.. Enumerable.Range(1, 200).Select(static n => (long)n * 1000)];
int[] steps = numbers.Par().Select(CollatzSteps).ToArray();
Console.WriteLine($"{steps.Max()} steps at most, {steps.Sum()} together");

static int CollatzSteps(long n)
{
    int steps = 0;
    for (; n != 1; steps++)
        n = n % 2 == 0 ? n / 2 : 3 * n + 1;
    return steps;
}
