// ReferenceSystem
