#!/usr/bin/env dotnet
#:package Fearless@0.1.0
#:property PublishAot=false

// Several stages at the same time, with bounded queues between: the second does four items at a time, and their order is restored.
using Fearless.Pipelines;

PipelineReport report = Pipeline.From(Enumerable.Range(1, 12))
    .Sequential(static number => $"item {number}", name: "load")
    .Parallel(static text => text.ToUpperInvariant(), degree: 4, name: "work")
    .Ordered()
    .Sequential(static text => Console.WriteLine(text), name: "save")
    .Run();
Console.WriteLine($"{report.Completed} done; {report.Bottleneck.Name} takes longest");
