using Fearless.Tool.Watching.Stacks;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace Fearless.Tool.Watching.Names;

/// <summary>Which method is at an address, as the process tells it. One thread's at a time.</summary>
internal sealed class MethodTable
{
    private readonly List<Method> _methods = [];
    private readonly Dictionary<long, string> _modules = [];
    private bool _isSorted = true;

    private sealed record Method(ulong Start, ulong Size, int Order, long Module, string Name);

    /// <summary>Learns from the events of a source: methods that are loaded while it runs, and those that were there before, when the process tells them.</summary>
    public void LearnFrom(TraceEventDispatcher source)
    {
        var before = new ClrRundownTraceEventParser(source);
        source.Clr.MethodLoadVerbose += Learn;
        before.MethodDCStopVerbose += Learn;
        source.Clr.LoaderModuleLoad += Learn;
        before.LoaderModuleDCStop += Learn;
    }

    /// <summary>The method that has an address in its code; without names if it is not known, or not yet.</summary>
    public Frame At(ulong address)
    {
        if (!_isSorted)
        {
            // Where the code of a method that is gone was there may be that of another one since: the last that was told of counts.
            _methods.Sort(static (x, y) => (x.Start, x.Order).CompareTo((y.Start, y.Order)));
            _isSorted = true;
        }
        int next = Sorted.FirstNotBelow(_methods, address + 1, static method => method.Start);
        return next > 0 && _methods[next - 1] is var method && address - method.Start < method.Size && _modules.TryGetValue(method.Module, out string? module)
            ? new Frame(module, method.Name)
            : new Frame("", "");
    }

    private void Learn(MethodLoadUnloadVerboseTraceData method)
    {
        // It begins with what is returned.
        int parameters = method.MethodSignature.IndexOf('(', StringComparison.Ordinal);
        string name = $"{method.MethodNamespace}.{method.MethodName}{(parameters < 0 ? "" : method.MethodSignature[parameters..])}";
        _methods.Add(new Method(method.MethodStartAddress, (ulong)method.MethodSize, _methods.Count, method.ModuleID, name));
        _isSorted = false;
    }

    private void Learn(ModuleLoadUnloadTraceData module) => _modules[module.ModuleID] = Path.GetFileNameWithoutExtension(module.ModuleILPath);
}
