namespace Fearless.Tool.Watching.Stacks;

/// <summary>A method in a stack, as the events name it.</summary>
/// <param name="Module">The simple name of its assembly; empty if the address could not be resolved.</param>
/// <param name="Method">Namespace, type and name, with the types of its parameters.</param>
internal readonly record struct Frame(string Module, string Method)
{
    /// <summary>Whether it belongs to the program, and not to what it stands on.</summary>
    public bool IsOfProgram => Module.Length > 0
        && !Module.StartsWith("System.", StringComparison.Ordinal) && !Module.StartsWith("Microsoft.", StringComparison.Ordinal)
        && Module is not ("System" or "mscorlib" or "netstandard" or "WindowsBase" or "Fearless");
}
