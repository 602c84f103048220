// clean FC1004: each task has its own
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/cockroach/35501
class Constraint { public string Name = "nil"; }

class Table { public bool Has(string name) => name.Length > 2; }

class SchemaChanger
{
    private static void Validate(Table table, Constraint constraint) => table.Has(constraint.Name);

    public void Run(List<Constraint> constraints)
    {
        var table = new Table();
        foreach (Constraint constraint in constraints)
        {
            Constraint current = constraint;
            Task.Run(() => Validate(table, current));
        }
    }
}
