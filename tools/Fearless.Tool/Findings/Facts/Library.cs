using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Facts;

/// <summary>What methods without source do: those of the runtime, and of some packages that many use.</summary>
internal static class Library
{
    private static readonly HashSet<string> Calculating =
    [
        "System.Math", "System.MathF", "System.BitConverter", "System.Convert", "System.Char", "System.String", "System.StringComparer", "System.Linq.Enumerable", "System.MemoryExtensions",
        "System.Text.Encoding", "System.Text.RegularExpressions.Regex", "System.IO.Path", "System.HashCode", "System.Object", "System.Enum", "System.Type", "System.Random", "System.Nullable",
        "System.Security.Cryptography.SHA1", "System.Security.Cryptography.SHA256", "System.Security.Cryptography.SHA384", "System.Security.Cryptography.SHA512", "System.Security.Cryptography.MD5",
        "System.Security.Cryptography.HMACSHA256", "System.Security.Cryptography.Rfc2898DeriveBytes", "System.Collections.Generic.KeyValuePair", "System.Collections.Generic.CollectionExtensions",
        "System.Tuple", "System.ValueTuple", "System.Numerics.Vector", "System.Numerics.BigInteger", "System.Numerics.BitOperations", "System.Numerics.Tensors.TensorPrimitives", "System.Exception", "System.Diagnostics.Stopwatch",
        "System.Collections.Generic.EqualityComparer", "System.Collections.Generic.Comparer", "System.ArgumentNullException", "System.ArgumentException", "System.ArgumentOutOfRangeException", "System.ObjectDisposedException",
        "System.GC", "System.Environment", "System.AppContext", "System.Reflection.Assembly", "System.Runtime.InteropServices.MemoryMarshal", "System.Runtime.CompilerServices.Unsafe", "System.Text.Json.JsonSerializer",
        "System.Index", "System.Range", "System.Globalization.CultureInfo", "System.Text.CompositeFormat", "System.Runtime.CompilerServices.RuntimeHelpers", "System.Security.Cryptography.CryptographicOperations",
    ];

    private static readonly HashSet<string> Reading =
    [
        "Contains", "ContainsKey", "ContainsValue", "IndexOf", "LastIndexOf", "TryGetValue", "GetValueOrDefault", "ToArray", "ToList", "AsSpan", "AsMemory", "GetEnumerator", "BinarySearch", "Exists", "Find",
        "FindAll", "FindIndex", "FindLast", "TrueForAll", "ConvertAll", "GetRange", "CopyTo", "Equals", "GetHashCode", "ToString", "CompareTo", "Clone", "GetLength", "GetLowerBound", "GetUpperBound", "GetType", "Slice", "Peek", "IsSubsetOf",
        "IsSupersetOf", "Overlaps", "SetEquals", "Compare", "GetByteCount", "GetBytes", "GetString", "Format", "Match", "IsMatch", "Matches", "Replace", "Split",
    ];

    private static readonly string[] HeavyNames = ["HashData", "ComputeHash", "Pbkdf2", "SignData", "VerifyData", "EncryptCbc", "DecryptCbc", "ModPow"];

    private static readonly HashSet<string> HeavyTypes =
    [
        "System.IO.Compression.GZipStream", "System.IO.Compression.DeflateStream", "System.IO.Compression.BrotliStream", "System.IO.Compression.ZLibStream",
    ];

    /// <summary>Whether it only computes from what it is given, and changes nothing of it.</summary>
    public static bool OnlyComputes(IMethodSymbol method)
    {
        INamedTypeSymbol type = method.ContainingType;
        if (method.MethodKind == MethodKind.PropertyGet || type.SpecialType is not SpecialType.None and not SpecialType.System_Array || type.TypeKind == TypeKind.Enum)
            return true;
        if (type is { Name: "Random" } && !method.IsStatic)
            return false;
        string name = Knowledge(type);
        return Calculating.Contains(name) || type.Name is "Vector128" or "Vector256" or "Vector512"
            || Reading.Contains(method.Name) && (name.StartsWith("System.Collections", StringComparison.Ordinal) || name is "System.Array" or "System.Span" or "System.ReadOnlySpan" or "System.Memory" or "System.ReadOnlyMemory" or "System.Text.StringBuilder")
            || type.IsValueType && type.IsReadOnly
            || Types.SpaceOf(type) is "System.Collections.Immutable" or "System.Collections.Frozen" or "System.Numerics" or "System.Runtime.Intrinsics";
    }

    /// <summary>Whether it takes long for its arguments' size.</summary>
    /// <param name="method">The method.</param>
    /// <param name="input">What it works upon: its first argument.</param>
    public static bool IsHeavy(IMethodSymbol method, IOperation? input) => method.MethodKind == MethodKind.Constructor
        ? HeavyTypes.Contains(Knowledge(method.ContainingType))
        : Array.IndexOf(HeavyNames, method.Name) >= 0 && Types.SpaceOf(method.ContainingType) is "System.Security.Cryptography" or "System.Numerics" && (method.Name == "Pbkdf2" || !IsShort(input))
            || method.Name is "Decode" or "Encode" or "Resize" or "Load" or "Mutate" or "ScalePixels" && Types.SpaceOf(method.ContainingType) is "SkiaSharp" or "SixLabors.ImageSharp" or "SixLabors.ImageSharp.Processing";

    /// <summary>What it does outside of the process.</summary>
    public static Effects OutsideOf(IMethodSymbol method)
    {
        if (OutsideOf(method.ContainingType) is not Effects.None and var outside)
            return outside;
        return method.Name.EndsWith("Async", StringComparison.Ordinal) && Types.SpaceOf(method.ContainingType).StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            ? Effects.Network
            : Effects.None;
    }

    /// <summary>What the methods of a type do outside of the process.</summary>
    public static Effects OutsideOf(ITypeSymbol? type)
    {
        if (type is null)
            return Effects.None;
        string space = Types.SpaceOf(type);
        return space switch
        {
            "System.IO" when type.Name is "File" or "FileInfo" or "Directory" or "DirectoryInfo" or "FileStream" or "RandomAccess" or "FileSystemInfo" or "DriveInfo" => Effects.Files,
            "System.IO" when type.Name is "TextWriter" or "StreamWriter" => Effects.Output,
            "System" when type.Name == "Console" => Effects.Output,
            "System.Diagnostics" when type.Name is "Debug" or "Trace" or "Process" or "Activity" or "ActivitySource" => Effects.Output,
            _ when space.StartsWith("System.Net", StringComparison.Ordinal) && !space.StartsWith("System.Net.Mime", StringComparison.Ordinal)
                && type.Name is not ("IPAddress" or "IPEndPoint" or "WebUtility" or "HttpStatusCode" or "HttpMethod" or "DnsEndPoint" or "IPNetwork" or "HttpRequestMessage" or "StringContent" or "ByteArrayContent" or "MediaTypeHeaderValue") => Effects.Network,
            "System.Data" or "System.Data.Common" or "Grpc.Core" or "Microsoft.Data.SqlClient" or "Npgsql" or "StackExchange.Redis" or "MongoDB.Driver" => Effects.Network,
            _ when space.StartsWith("Microsoft.Extensions.Logging", StringComparison.Ordinal) || space.StartsWith("Serilog", StringComparison.Ordinal) || space == "NLog" => Effects.Output,
            _ => Effects.None,
        };
    }

    /// <summary>Whether it asks a server for something, and each call is independent of the others.</summary>
    public static bool IsRequest(IMethodSymbol method) => method.ContainingType switch
    {
        { Name: "HttpClient" or "HttpMessageInvoker" } type => Types.SpaceOf(type) == "System.Net.Http",
        { Name: "HttpClientJsonExtensions" } => true,
        { Name: "Dns" } type => Types.SpaceOf(type) == "System.Net",
        { Name: "Ping" } => true,
        _ => false,
    };

    // The bytes of a text, or what lies on the stack: hashed faster than another thread would be found.
    private static bool IsShort(IOperation? input) => input is not null && input.DescendantsAndSelf().Any(static inner =>
        inner is IInvocationOperation { TargetMethod.Name: "GetBytes" } or ILocalReferenceOperation { Type: { IsRefLikeType: true } });

    private static string Knowledge(INamedTypeSymbol type) => $"{Types.SpaceOf(type)}.{type.Name}";
}
