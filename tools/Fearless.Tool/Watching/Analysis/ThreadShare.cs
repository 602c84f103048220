using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Watching.Analysis;

/// <summary>What a thread did.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name; empty if the system does not tell.</param>
/// <param name="Seconds">For how long it did what, without what it was idle.</param>
/// <param name="Use">What the system says of it; null where it says nothing.</param>
internal sealed record ThreadShare(int Id, string Name, IReadOnlyDictionary<Activity, double> Seconds, ThreadUse? Use);
