// workload: data-parallel
// expect: FA1001 par @ foreach (Move move in moves)
static class Chess
{
    public sealed record Move(int From, int To);

    public static List<int> Scores(int[] board, Move[] moves)
    {
        var scores = new List<int>();
        foreach (Move move in moves)
            scores.Add(Search(Play(board, move), 6));
        return scores;
    }

    private static int Search(int[] board, int depth)
    {
        if (depth == 0)
            return board.Sum();
        int best = int.MinValue;
        for (int from = 0; from < board.Length; from++)
        {
            for (int to = 0; to < board.Length; to++)
                best = Math.Max(best, -Search(Play(board, new Move(from, to)), depth - 1));
        }
        return best;
    }

    private static int[] Play(int[] board, Move move)
    {
        int[] played = [.. board];
        (played[move.To], played[move.From]) = (played[move.From], 0);
        return played;
    }
}
