// What a user checks: code over Fearless.Atomics, and Fearless itself, compiled against the product and run over the model.
using Fearless.Atomics;
using Fearless.Sync;
using Fearless.Testing;

ModelReport report = Model.Check(static () =>
{
    var latch = new Latch();
    Model.Thread(latch.Set);
    latch.Wait();
});
Console.WriteLine($"latch: {(report.IsExhaustive ? "everything" : "not everything")} explored");

int counted = 0;
try
{
    Model.Check(() =>
    {
        var counter = new Counter();
        Model.Thread(counter.Increment);
        counter.Increment();
        Model.JoinAll();
        counted = counter.Value;
        if (counted != 2)
            throw new InvalidOperationException("An update was lost.");
    });
}
catch (ModelFailureException failure)
{
    Console.WriteLine($"counter: {failure.Kind}, {counted} of 2");
}

sealed class Counter
{
    private AtomicInt _value;

    public int Value => _value.Read();

    public void Increment() => _value.Write(_value.Read() + 1);
}
