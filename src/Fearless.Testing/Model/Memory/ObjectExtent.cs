using System.Runtime.CompilerServices;

namespace Fearless.Testing;

/// <summary>Where an object lies in memory.</summary>
internal static unsafe class ObjectExtent
{
    /// <summary>Whether <paramref name="place"/> lies inside <paramref name="value"/>.</summary>
    // SAFETY: reads the header of a live object only: its method table, and there the size of an instance. SOURCE: dotnet/runtime
    // src/coreclr/System.Private.CoreLib/src/System/Runtime/CompilerServices/RuntimeHelpers.CoreCLR.cs, MethodTable. The two references
    // are compared in one subtraction, which the garbage collector cannot come between.
    public static bool Contains(object value, ref byte place)
    {
        ref byte data = ref Unsafe.As<Header>(value).Data;
        nint offset = Unsafe.ByteOffset(ref data, ref place);
        return offset >= 0 && offset < Size(value, ref data);
    }

    private static nint Size(object value, ref byte data)
    {
        byte* methodTable = (byte*)Unsafe.Add(ref Unsafe.As<byte, nint>(ref data), -1);
        uint flags = *(uint*)methodTable;
        nint size = (nint)(*(uint*)(methodTable + 4)) - (2 * sizeof(nint));
        if (value is Array array)
            size += (nint)(flags & 0xFFFF) * array.Length;
        GC.KeepAlive(value);
        return size;
    }

#pragma warning disable CS0649 // It stands for the fields of any class.
    private sealed class Header
    {
        public byte Data;
    }
}
