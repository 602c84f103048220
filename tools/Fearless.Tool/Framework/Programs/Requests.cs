#!/usr/bin/env dotnet
#:package Fearless@0.1.0
#:property PublishAot=false

// Some answers are waited for at once, on one thread. The scope ends with all of them; a failure or the timeout ends them all.
using Fearless;

string[] names = ["ada", "bob", "cy"];
string[] answers = Executor.BlockOn(() => TaskScope.RunAsync(async scope =>
{
    scope.CancelAfter(TimeSpan.FromSeconds(5));
    TaskHandle<string>[] requests = [.. names.Select(name => scope.Spawn(Ask(name)))];
    var answers = new List<string>();
    foreach (TaskHandle<string> request in requests)
        answers.Add(await request);
    return answers.ToArray();
}));
Console.WriteLine(string.Join(", ", answers));

// Stands for a request: whatever returns a task can be awaited here, HttpClient's methods among it.
static async Future<string> Ask(string name)
{
    await Executor.Delay(TimeSpan.FromMilliseconds(50));
    return $"hello, {name}";
}
