namespace Fearless.Benchmarks.Workloads.Iterators;

internal readonly struct ToUInt32 : IFunc<int, uint>
{
    public uint Invoke(int argument) => (uint)argument;
}

internal readonly struct IsNoMultipleOf8 : IFunc<uint, bool>
{
    public bool Invoke(uint argument) => argument % 8 != 0;
}

internal readonly struct IsMultipleOf3 : IFunc<int, bool>
{
    public bool Invoke(int argument) => argument % 3 == 0;
}

internal readonly struct Square : IFunc<double, double>
{
    public double Invoke(double argument) => argument * argument;
}

internal readonly struct Product : IFunc<(double, double), double>
{
    public double Invoke((double, double) argument) => argument.Item1 * argument.Item2;
}
