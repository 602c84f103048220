// clean FC1002: the first value stays
class Once
{
    private string _value;
    private string Get() => Volatile.Read(ref _value) ?? Interlocked.CompareExchange(ref _value, "made", null) ?? "made";
    public void Run() => Parallel.For(0, 8, _ => Console.WriteLine(Get()));
}
