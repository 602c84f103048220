namespace Fearless.Plumbing;

/// <summary>A reference of any class, as a value type: what items of reference types are inside a running pipeline. See this folder's
/// README.</summary>
internal readonly struct Reference(object? value)
{
    public object? Value => value;
}
