namespace Fearless.Tool.Findings.Facts;

/// <summary>Whose an object is, from the view of the method that uses it. The later, the more others know it.</summary>
internal enum Owner
{
    /// <summary>Made here, or a value that cannot be changed.</summary>
    Own,
    Argument,
    This,
    Static,
}
