using System.Text;

namespace Fearless.Plumbing;

/// <summary>Forgets the position of a scalar value.</summary>
public readonly struct RuneFunc : IFunc<(int Index, Rune Rune), Rune>
{
    /// <inheritdoc/>
    public Rune Invoke((int Index, Rune Rune) argument) => argument.Rune;
}
