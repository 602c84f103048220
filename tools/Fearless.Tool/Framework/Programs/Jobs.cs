#!/usr/bin/env dotnet
#:package Fearless@0.1.0
#:property PublishAot=false

// A few jobs, each on a thread of its own. The scope waits for all of them, whatever is thrown.
using Fearless;

int[] values = [.. Enumerable.Range(1, 1000)];
var (sum, longest) = ThreadScope.Run(values, static (scope, values) =>
{
    ScopedThread<long> sum = scope.Spawn(values, static values => values.Sum(static value => (long)value));
    ScopedThread<string> longest = scope.Spawn(values, static values => values.Max().ToString());
    return (sum.Join(), longest.Join());
});
Console.WriteLine($"{sum}, {longest}");
