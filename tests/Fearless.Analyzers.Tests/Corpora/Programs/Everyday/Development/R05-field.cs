// race: a field counted in Parallel.ForEach
class Scanner
{
    private int _count;

    public int Scan(string[] words)
    {
        Parallel.ForEach(words, word => { if (word.Length > 3) _count++; });
        return _count;
    }
}
