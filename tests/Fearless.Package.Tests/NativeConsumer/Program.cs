using Fearless;

Executor.BlockOn(static async () => await Greet());

static async Future Greet()
{
    await Executor.Delay(TimeSpan.FromMilliseconds(1));
    Console.WriteLine("Hello");
}
