using System.Runtime.CompilerServices;

// Locals are not cleared first, on the C# side as on the Rust side: see "Method" in the README.
[module: SkipLocalsInit]
