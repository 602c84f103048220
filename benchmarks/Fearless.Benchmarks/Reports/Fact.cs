namespace Fearless.Benchmarks.Reports;

/// <summary>One line about the machine.</summary>
internal readonly record struct Fact(string Name, string Value);
