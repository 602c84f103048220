// workload: shared-state
// expect: FC6004 channel @ class Warehouse
sealed class Warehouse
{
    private readonly object _lock = new();
    private readonly Dictionary<string, int> _stock = [];
    private readonly List<string> _orders = [];
    private readonly HashSet<string> _blocked = [];
    private decimal _value;
    private int _shipped;

    public void Receive(string item, int count, decimal price)
    {
        lock (_lock)
        {
            _stock[item] = _stock.GetValueOrDefault(item) + count;
            _value += count * price;
        }
    }

    public bool Order(string item)
    {
        lock (_lock)
        {
            if (_blocked.Contains(item) || _stock.GetValueOrDefault(item) == 0)
                return false;
            _stock[item]--;
            _orders.Add(item);
            return true;
        }
    }

    public void Ship(decimal price)
    {
        lock (_lock)
        {
            _orders.RemoveAt(0);
            _shipped++;
            _value -= price;
        }
    }

    public void Block(string item)
    {
        lock (_lock)
            _blocked.Add(item);
    }

    public decimal Value()
    {
        lock (_lock)
            return _value;
    }

    public int Shipped()
    {
        lock (_lock)
            return _shipped;
    }
}
