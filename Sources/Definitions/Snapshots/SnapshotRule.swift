/// What a differential can do wrong; the raw value is the rule's stable name.
public enum SnapshotRule: String, Sendable, Hashable, CaseIterable {
    // The definition as a whole.
    /// There is no differential to apply.
    case noDifferential = "snapshot-no-differential"
    /// The base definition is named but nowhere to be found.
    case baseUnknown = "snapshot-base-unknown"
    /// A definition builds, in the end, on itself.
    case cycle = "snapshot-cycle"
    /// More elements, or deeper ones, than any definition needs.
    case tooLarge = "snapshot-too-large"
    /// The snapshot that was published stands in for one that cannot be made.
    case publishedInstead = "snapshot-published-instead"

    // Rows and their places.
    /// A row that speaks of no element of the base.
    case rowWithoutElement = "snapshot-row-without-element"
    /// Two rows speak of the same element.
    case duplicateRow = "snapshot-duplicate-row"
    /// Two slices have one name.
    case duplicateSlice = "snapshot-duplicate-slice"
    /// The rows are not in the order of the base's elements.
    case outOfOrder = "snapshot-out-of-order"
    /// A definition of a type, or of the target of a content reference, is nowhere to be found.
    case typeUnknown = "snapshot-type-unknown"
    /// The profile of a type is nowhere to be found: rows below are applied to the plain type.
    case profileUnknown = "snapshot-profile-unknown"

    // Loosening what the base demands.
    case minLowered = "snapshot-min-lowered"
    case maxRaised = "snapshot-max-raised"
    case minAboveMax = "snapshot-min-above-max"
    case typeNotInBase = "snapshot-type-not-in-base"
    case profileNotDerived = "snapshot-profile-not-derived"
    /// A type is given a profile that is one on another type.
    case profileOfOtherType = "snapshot-profile-of-other-type"
    case targetNotDerived = "snapshot-target-not-derived"
    case aggregationWidened = "snapshot-aggregation-widened"
    case fixedChanged = "snapshot-fixed-changed"
    case patternChanged = "snapshot-pattern-changed"
    case bindingWeakened = "snapshot-binding-weakened"
    /// A required binding names another value set; whether that is a part of the first is not decided here.
    case bindingMoved = "snapshot-binding-moved"
    case bindingDropped = "snapshot-binding-dropped"
    case constraintChanged = "snapshot-constraint-changed"
    case mustSupportRemoved = "snapshot-must-support-removed"
    case isModifierChanged = "snapshot-is-modifier-changed"
    case maxLengthRaised = "snapshot-max-length-raised"
    case minValueLowered = "snapshot-min-value-lowered"
    case maxValueRaised = "snapshot-max-value-raised"
    case defaultValueChanged = "snapshot-default-value-changed"

    // Slicing.
    /// The root is sliced, of which there is one.
    case rootSliced = "snapshot-root-sliced"
    /// Slices without a slicing entry, where none is implied.
    case slicingMissing = "snapshot-slicing-missing"
    case discriminatorsChanged = "snapshot-discriminators-changed"
    case slicingOpened = "snapshot-slicing-opened"
    case slicingUnordered = "snapshot-slicing-unordered"
    case sliceAfterClosing = "snapshot-slice-after-closing"
    /// A slice of a slice that is not there.
    case resliceWithoutSlice = "snapshot-reslice-without-slice"
    /// A slice that is said to exist in the base, and does not.
    case sliceNotInBase = "snapshot-slice-not-in-base"
    case sliceMinimaAboveMax = "snapshot-slice-minima-above-max"
    case sliceMinimaAboveMin = "snapshot-slice-minima-above-min"

    public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
        case information, warning, error
        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    }

    public var severity: Severity {
        switch self {
        case .bindingMoved, .sliceMinimaAboveMin: .information
        case .publishedInstead, .outOfOrder, .bindingDropped, .constraintChanged, .profileNotDerived, .profileUnknown,
            .profileOfOtherType,
            .targetNotDerived, .mustSupportRemoved, .discriminatorsChanged, .slicingUnordered:
            .warning
        default: .error
        }
    }

    /// Whether the differential cannot be applied, so that the published snapshot is the better guide.
    public var forbidsRegeneration: Bool {
        switch self {
        case .noDifferential, .baseUnknown, .cycle, .tooLarge, .rowWithoutElement, .typeUnknown: true
        default: false
        }
    }
}
