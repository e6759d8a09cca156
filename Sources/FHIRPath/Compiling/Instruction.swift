/// One step of a program: 16 bytes.
///
/// Every sub-expression leaves one collection on the evaluator's stack; an instruction replaces the collections that
/// it takes by the one that it gives. Instructions with a body (lambdas) are followed by it and name its end.
struct Instruction {
    enum Operation: UInt8 {
        /// `$this`, `$index`, `$total`
        case this, index, total
        /// constants[a]
        case constant
        /// `{}`
        case empty
        /// `%context`, `%resource`, `%rootResource`
        case context, resource, rootResource
        /// A variable of `defineVariable`: saved[a]
        case variable
        /// A variable that the caller gives: its name is names[a]
        case callerVariable
        /// The children named a (flag 1: the name belongs to a choice somewhere)
        case member
        /// The same of `$this`
        case thisMember
        /// `$this` where it is of type types[a], else its children named b
        case typeRoot
        case children, descendants
        /// Those descendants that are of type types[a] (flag: the test)
        case descendantsOfType
        /// The children named a of all descendants
        case descendantsMember
        /// `[…]`: base and index
        case indexer
        case negate, plus
        /// flag: the ``Operator``
        case binary
        /// After the left side of `and`, `or`, `implies`: jumps to a where it decides
        case decide
        /// flag: the ``Operator``, with both sides there
        case logic
        /// flag: the ``SyntaxNode/TypeTest``, types[a]
        case typeTest
        /// flag: the ``Function``; count: its arguments on the stack; a: number of a compiled pattern + 1
        case call
        /// Loops over the input: the body runs to a
        case filter, project, all, existsWhere, `repeat`, repeatAll
        /// count: 1 where the start value stands on the stack; the body runs to a
        case aggregate
        /// The criterion runs to a, what follows to b, the rest to the end in the following `data`
        case iif
        /// count: keys, each behind a `data` (a: its end, flag: 1 descending)
        case sort
        /// count: alternatives, each behind a `data` (a: its end)
        case coalesce
        /// The name stands on the stack above the input; the projection, if any, runs to a
        case trace
        /// Saves the input, or what the body up to b gives, as saved[a]
        case define
        /// The body up to b, once for the whole evaluation: saved[a]
        case cached
        /// Whether the item on the stack is in the body's value (up to b), which is worked out once: saved[a]
        case isInCached
        /// Reports the value of a sub-expression: bytes a to b, count: depth of lambdas
        case report
        /// Operands of the instruction before
        case data
    }

    var operation: Operation
    var flag: UInt8 = 0
    var count: UInt16 = 0
    var a: UInt32 = 0
    var b: UInt32 = 0
    /// The byte of the expression that it stands for.
    var offset: UInt32
}
