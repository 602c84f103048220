// race FC1004: a constraint is validated while the loop goes on to the next
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/cockroach/35501
class Constraint { public string Name = "nil"; }

class Table { public bool Has(string name) => name.Length > 2; }

class SchemaChanger
{
    private static void Validate(Table table, Constraint constraint) => table.Has(constraint.Name);

    public void Run(List<Constraint> constraints)
    {
        var table = new Table();
        Constraint current;
        foreach (Constraint constraint in constraints)
        {
            /*first*/current = constraint;
            Task.Run(() => Validate(table, /*second*/current));
        }
    }
}
