namespace Fearless.Pipelines;

/// <summary>Who uses a queue: for one thread on each side there is a cheaper one, and one that takes alone may take many at a time.</summary>
internal readonly record struct Traffic(bool HasOneProducer, bool HasOneConsumer);
