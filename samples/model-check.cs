#!/usr/bin/env dotnet
#:project ../src/Fearless.Model/Fearless.Model.csproj
#:project ../src/Fearless.Testing/Fearless.Testing.csproj
#:property PublishAot=false

// A message that is handed over by a flag: the model checker finds the order that is missing. Run it with `dotnet run samples/model-check.cs`.
// A project of yours references the packages Fearless and Fearless.Testing instead, and sets <FearlessModel>true</FearlessModel>.
using Fearless.Atomics;
using Fearless.Testing;

try { Model.Check(static () => HandOver(ordered: false)); }
catch (ModelFailureException failure) { Console.WriteLine(failure.Message); }
Console.WriteLine();
ModelReport report = Model.Check(static () => HandOver(ordered: true));
Console.WriteLine($"With a release and an acquire: {(report.IsExhaustive ? "everything" : "not everything")} explored.");

static void HandOver(bool ordered)
{
    var box = new Box();
    Model.Name(ref box.Message, "message");
    Model.Thread(() => { box.Message.Write("hello"); if (ordered) box.IsFull.Write(true); else box.IsFull.WriteRelaxed(true); }, "writer");
    if (ordered ? box.IsFull.Read() : box.IsFull.ReadRelaxed())
        _ = box.Message.Read();
}

internal sealed class Box
{
    public Checked<string> Message = new("");
    public AtomicBool IsFull;
}
