using Fearless.Analyzers.Conflicts;

namespace Fearless.Analyzers.Rules;

/// <summary>Where a race is told: at the first of its accesses and its start that is in the member looked at, else at the first of all.</summary>
internal sealed class RacePlaces
{
    private readonly SyntaxNode[] _places;

    public RacePlaces(Race race, SyntaxNode member)
    {
        _places = [.. new[] { race.First.At, race.Second.At, race.Strand.Start }.Distinct()];
        SyntaxNode? inside = Array.Find(_places, place => place.SyntaxTree == member.SyntaxTree && member.Span.Contains(place.Span));
        (AreElsewhere, Primary) = (inside is null, inside ?? _places[0]);
    }

    /// <summary>Whether none of them is in the member: it only calls those in which they are.</summary>
    public bool AreElsewhere { get; }

    public SyntaxNode Primary { get; }

    public IEnumerable<Microsoft.CodeAnalysis.Location> Others => _places.Where(place => place != Primary).Select(static place => place.GetLocation());
}
