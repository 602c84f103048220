// clean FC9003: an interface, all of whose implementations are pure
interface IPrice { decimal Of(int amount); }
sealed class Plain : IPrice { public decimal Of(int amount) => amount * 2m; }
sealed class Reduced : IPrice { public decimal Of(int amount) => amount * 1.5m; }

static class Program
{
    static decimal[] Run(IPrice price, int[] amounts) => amounts.AsParallel().Select(price.Of).ToArray();
}
