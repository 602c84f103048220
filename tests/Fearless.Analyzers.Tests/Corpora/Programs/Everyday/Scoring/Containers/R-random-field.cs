// race FC3002: one Random for all requests
class Dice
{
    private readonly Random _random = new(42);
    public int Throw() => /*first, second*/_random.Next(1, 7);
    public Task<int[]> Many(int n) => Task.WhenAll(Enumerable.Range(0, n).Select(_ => Task.Run(Throw)));
}
