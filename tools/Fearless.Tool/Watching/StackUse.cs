namespace Fearless.Tool.Watching;

/// <summary>The memory of a thread's stack, in kibibytes.</summary>
/// <param name="Reserved">How much it may grow to.</param>
/// <param name="Resident">How much of it is in memory.</param>
internal readonly record struct StackUse(double Reserved, double Resident);
