// race: the write is in a method called from the body
class Scanner
{
    private int _count;

    private void Note(string word) { if (word.Length > 3) _count++; }

    public int Scan(string[] words)
    {
        Parallel.ForEach(words, word => Note(word));
        return _count;
    }
}
