// race FC3004: a cache in a plain dictionary
class Prices
{
    private readonly Dictionary<string, decimal> _known = new();

    public decimal Get(string name)
    {
        if (/*first*/_known.TryGetValue(name, out decimal price)) return price;
        return /*second*/_known[name] = name.Length * 1.5m;
    }

    public decimal[] All(string[] names) => names.AsParallel().Select(Get).ToArray();
}
