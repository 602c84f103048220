using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Testing;

namespace Fearless.Atomics;

/// <summary>The product's <c>Checked&lt;T&gt;</c>, watched for data races.</summary>
[DebuggerDisplay("{_value}")]
public struct Checked<T>(T value) : IModelVariable
{
    private T _value = value;
    private LocationHandle _cell;

    private static readonly string Kind = $"Checked<{typeof(T).Name}>";

    void IModelVariable.Name(ModelThread thread, string name) => thread.Execution.Memory.SetName(ref _cell, name);

    public readonly T Read()
    {
        if (ModelThread.Current is { } thread)
            thread.Execution.Memory.ReadChecked(thread, ref Unsafe.AsRef(in _cell), Kind);
        return _value;
    }

    public void Write(T value)
    {
        if (ModelThread.Current is { } thread)
            thread.Execution.Memory.WriteChecked(thread, ref _cell, Kind);
        _value = value;
    }

    public T Take()
    {
        if (ModelThread.Current is { } thread)
            thread.Execution.Memory.WriteChecked(thread, ref _cell, Kind);
        T value = _value;
        _value = default!;
        return value;
    }
}
