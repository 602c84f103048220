#!/usr/bin/env dotnet
#:project ../src/Fearless/Fearless.csproj
#:property PublishAot=false

// LINQ on every core: primes, a picture in text, and a search that is cancelled. Run it with `dotnet run samples/iterators.cs`.
using Fearless;

// The results keep the order of the source, whatever worker made them.
int[] primes = Par.Range(2, 200_000).Where(static n => IsPrime(n)).ToArray();
Console.WriteLine($"{primes.Length} primes, the last {primes[^1]}");

// The chunks of a span are disjoint rows, so workers write to them without locks.
const int Width = 64, Height = 24;
char[] picture = new char[Width * Height];
picture.AsSpan().Par().Chunks(Width).ForEach(static row => row.Fill(' '));
(0..picture.Length).Par().ForEach(i => picture[i] = Shade(i % Width, i / Width));
foreach (ReadOnlySpan<char> row in picture.AsSpan().ChunksFor(Height))
    Console.Out.WriteLine(row.TrimEnd());

// Cancelling ends the call within some microseconds, with the exception that you know.
using var found = new CancellationTokenSource();
try
{
    Par.Range(0, int.MaxValue).WithCancellation(found.Token).ForEach(n =>
    {
        if (n == 1_000)
            found.Cancel();
    });
}
catch (OperationCanceledException)
{
    Console.WriteLine("cancelled");
}

static bool IsPrime(int n)
{
    for (int divisor = 2; divisor * divisor <= n; divisor++)
    {
        if (n % divisor == 0)
            return false;
    }
    return true;
}

// The Mandelbrot set: rows cost very different times, and idle workers take over what is left.
static char Shade(int column, int row)
{
    double x0 = column * 3.0 / Width - 2.2, y0 = row * 2.4 / Height - 1.2, x = 0, y = 0;
    int steps = 0;
    for (; x * x + y * y < 4 && steps < 1_000; steps++)
        (x, y) = (x * x - y * y + x0, 2 * x * y + y0);
    return " .:-=+*#%@"[steps == 1_000 ? 9 : Math.Min(steps / 2, 8)];
}
