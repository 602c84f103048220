using Fearless.Analyzers.Knowledge;

namespace Fearless.Analyzers.Ownership;

/// <summary>That a value was given away.</summary>
/// <param name="At">The call.</param>
/// <param name="By">The method that it was given to, as messages call it.</param>
/// <param name="Holder">The variable that it was given away from.</param>
/// <param name="Transfer">What is gone.</param>
/// <param name="LeavesNull">Whether the variable is null since.</param>
internal sealed record Mark(SyntaxNode At, string By, Holder Holder, Transfer Transfer, bool LeavesNull)
{
    public bool Equals(Mark? other) => other is not null && At == other.At && Holder.Equals(other.Holder) && LeavesNull == other.LeavesNull;

    public override int GetHashCode() => At.GetHashCode();
}
