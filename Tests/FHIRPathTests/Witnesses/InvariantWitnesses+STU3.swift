extension InvariantWitnesses {
    /// STU3: a resource a line.
    static let stu3 = ##"""
        {"resourceType":"Account","contained":[{"resourceType":"Basic","id":"b","text":{"status":"generated","div":"<div xmlns='http://www.w3.org/1999/xhtml'>a</div>"},"contained":[{"resourceType":"Basic"}],"meta":{"versionId":"1"}}]}
        {"resourceType":"AllergyIntolerance","clinicalStatus":"active","verificationStatus":"entered-in-error","patient":{"reference":"Patient/1"}}
        {"resourceType":"AuditEvent","entity":[{"name":"a","query":"YQ=="}]}
        {"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://example.org/Basic/1/_history/2","resource":{"resourceType":"Basic"}}]}
        {"resourceType":"CapabilityStatement","kind":"capability","implementation":{"description":"b"},"document":[{"mode":"producer","profile":{"reference":"p"}},{"mode":"producer","profile":{"reference":"p"}}],"messaging":[{"endpoint":[{"address":"a"}],"event":[{"code":{"code":"a"}}]},{"documentation":"d"}]}
        {"resourceType":"CapabilityStatement","kind":"requirements","software":{"name":"a"}}
        {"resourceType":"CapabilityStatement","kind":"instance"}
        {"resourceType":"CarePlan","status":"active","intent":"plan","activity":[{"reference":{"reference":"Task/1"},"detail":{"status":"completed"}}]}
        {"resourceType":"CareTeam","contained":[{"resourceType":"Organization","id":"o"}],"participant":[{"member":{"reference":"#o"},"onBehalfOf":{"reference":"#o"}}]}
        {"resourceType":"CodeSystem","status":"draft","content":"complete","concept":[{"code":"a","concept":[{"code":"b"}]}]}
        {"resourceType":"Communication","status":"completed","notDone":false,"notDoneReason":{"text":"a"}}
        {"resourceType":"CommunicationRequest","status":"active","contained":[{"resourceType":"Patient","id":"p"}],"requester":{"agent":{"reference":"#p"},"onBehalfOf":{"reference":"Organization/1"}}}
        {"resourceType":"Composition","section":[{"title":"empty"},{"emptyReason":{"text":"a"},"entry":[{"reference":"Basic/1"}]}]}
        {"resourceType":"Condition","clinicalStatus":"active","verificationStatus":"confirmed","abatementBoolean":true,"stage":{"summary":{"text":"a"}}}
        {"resourceType":"Condition","verificationStatus":"confirmed","stage":{"id":"a"}}
        {"resourceType":"Basic","extension":[{"url":"a","valueCount":{"value":3,"system":"http://unitsofmeasure.org","code":"1"}},{"url":"b","valueCount":{"value":3.5,"code":"kg"}},{"url":"c","valueDistance":{"value":3,"system":"http://unitsofmeasure.org","code":"km"}},{"url":"d","valueDistance":{"value":3,"system":"s","code":"km"}},{"url":"f","valueRange":{"low":{"value":2,"code":"kg"},"high":{"value":1,"code":"kg"}}},{"url":"h","valueTiming":{"repeat":{"offset":3,"durationMax":2,"timeOfDay":["10:00:00"],"when":["C"]}}}]}
        {"resourceType":"DataElement","status":"draft","mapping":[{"identity":"a","uri":"u"},{"identity":"a"}],"element":[{"path":"A"},{"path":"A","base":{"path":"A","min":0,"max":"1"},"slicing":{"rules":"open"}}]}
        {"resourceType":"ExpansionProfile","status":"draft","designation":{"include":{"designation":[{"language":"en"},{"id":"a"}]},"exclude":{"designation":[{"language":"en"},{"id":"a"}]}}}
        {"resourceType":"FamilyMemberHistory","status":"partial","notDone":false,"notDoneReason":{"text":"a"},"ageAge":{"value":1,"code":"a","system":"http://unitsofmeasure.org"},"bornDate":"2015"}
        {"resourceType":"FamilyMemberHistory","status":"partial","estimatedAge":true}
        {"resourceType":"Goal","status":"proposed","target":{"measure":{"text":"a"},"detailCodeableConcept":{"text":"b"}}}
        {"resourceType":"Goal","status":"proposed","target":{"detailCodeableConcept":{"text":"b"}}}
        {"resourceType":"Immunization","status":"completed","notGiven":true,"explanation":{"reason":[{"text":"a"}]}}
        {"resourceType":"Linkage","item":[{"type":"source"},{"type":"alternate"}]}
        {"resourceType":"Linkage","item":[{"type":"source"}]}
        {"resourceType":"List","status":"current","mode":"snapshot","emptyReason":{"text":"a"},"entry":[{"item":{"reference":"Basic/1"}}]}
        {"resourceType":"Media","type":"audio","height":1,"width":1,"content":{"url":"u"}}
        {"resourceType":"Media","type":"photo","duration":1,"content":{"url":"u"}}
        {"resourceType":"MedicationAdministration","status":"completed","notGiven":true,"reasonCode":[{"text":"a"}]}
        {"resourceType":"MedicationRequest","intent":"order","contained":[{"resourceType":"Patient","id":"p"}],"requester":{"agent":{"reference":"#p"},"onBehalfOf":{"reference":"Organization/1"}}}
        {"resourceType":"MessageDefinition","focus":[{"code":"Patient","min":0,"max":"*"},{"code":"Patient","min":0,"max":"0"}]}
        {"resourceType":"NamingSystem","name":"a","status":"active","kind":"root","replacedBy":{"reference":"NamingSystem/1"},"uniqueId":[{"type":"oid","value":"a","preferred":true},{"type":"oid","value":"b","preferred":true}]}
        {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"s","code":"c"}]},"effectiveDateTime":"2015","valueString":"a","dataAbsentReason":{"text":"b"},"component":[{"code":{"coding":[{"system":"s","code":"c"}]}}]}
        {"resourceType":"OperationDefinition","parameter":[{"name":"a","type":"string","searchType":"token"},{"name":"b"},{"name":"c","type":"code","searchType":"token"}]}
        {"resourceType":"Organization","telecom":[{"use":"home"}],"address":[{"use":"home"}]}
        {"resourceType":"Procedure","status":"completed","notDone":false,"notDoneReason":{"text":"a"}}
        {"resourceType":"Questionnaire","status":"draft","item":[{"linkId":"1","type":"group"},{"linkId":"2","type":"display","code":[{"code":"a"}],"required":true,"repeats":false,"readOnly":true,"initialString":"a","item":[{"linkId":"3","type":"string"}]},{"linkId":"4","type":"choice","maxLength":3,"option":[{"valueString":"a"}],"options":{"reference":"ValueSet/v"}}]}
        {"resourceType":"QuestionnaireResponse","status":"completed","item":[{"linkId":"1","answer":[{"valueString":"a"}],"item":[{"linkId":"2"}]}]}
        {"resourceType":"ReferralRequest","status":"active","intent":"order","contained":[{"resourceType":"Patient","id":"p"}],"requester":{"agent":{"reference":"#p"},"onBehalfOf":{"reference":"Organization/1"}}}
        {"resourceType":"RequestGroup","status":"draft","intent":"plan","action":[{"resource":{"reference":"Task/1"}},{"title":"neither"}]}
        {"resourceType":"RiskAssessment","status":"final","prediction":[{"outcome":{"text":"a"},"probabilityDecimal":101},{"outcome":{"text":"a"},"probabilityRange":{"low":{"value":1,"code":"kg"}}}]}
        {"resourceType":"SearchParameter","type":"reference","xpath":"a","xpathUsage":"normal","chain":["a"]}
        {"resourceType":"SearchParameter","type":"token","xpath":"a","chain":["a"]}
        {"resourceType":"StructureDefinition","url":"http://example.org/a","status":"draft","kind":"resource","abstract":false,"type":"Patient","derivation":"constraint","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient","mapping":[{"identity":"a","uri":"u"}],"snapshot":{"element":[{"id":"Patient","path":"Patient","definition":"d","min":0,"max":"*","base":{"path":"Patient","min":0,"max":"*"}},{"id":"Patient.active","path":"Patient.active","definition":"d","min":0,"max":"1","base":{"path":"Patient.active","min":0,"max":"1"},"slicing":{"rules":"open","description":"d"},"sliceName":"s","type":[{"code":"code"}],"constraint":[{"key":"k","severity":"error","human":"h","expression":"true"}],"binding":{"strength":"required","valueSetUri":"http://example.org/v"}}]},"differential":{"element":[{"id":"Patient","path":"Patient"},{"id":"Patient.active","path":"Patient.active"}]}}
        {"resourceType":"StructureDefinition","id":"q","url":"http://example.org/b","status":"draft","kind":"resource","abstract":false,"type":"Patient","derivation":"specialization","contextInvariant":["true"],"mapping":[{"identity":"a"}],"snapshot":{"element":[{"path":"Person","label":"l","code":[{"code":"c"}],"requirements":"r","sliceName":"s","type":[{"code":"a-b"}],"base":{"path":"Person","min":0,"max":"1"},"defaultValueString":"a","meaningWhenMissing":"b"},{"id":"x","path":"Other.a","min":2,"max":"1","slicing":{"rules":"open"},"sliceName":"a b","contentReference":"#a","type":[{"code":"integer","targetProfile":"p","aggregation":["bundled"]},{"code":"integer","targetProfile":"p"}],"fixedString":"a","patternString":"b","constraint":[{"key":"k","severity":"error","human":"h"},{"key":"k","severity":"error","human":"h"}],"binding":{"strength":"required","valueSetUri":"v"}},{"id":"x","path":"Other.a","max":"-1","binding":{"strength":"example"}},{"id":"y","path":"a b","max":"x"}]},"differential":{"element":[{"id":"x","path":"Person","label":"l","code":[{"code":"c"}],"requirements":"r","slicing":{"rules":"open"},"sliceName":"s","type":[{"code":"c"}]},{"id":"x","path":"Other.a"},{"path":"Other.b"}]}}
        {"resourceType":"StructureDefinition","url":"http://example.org/c","status":"draft","kind":"complex-type","abstract":false,"type":"Extension","derivation":"constraint"}
        {"resourceType":"TestReport","setup":{"action":[{"operation":{"result":"pass"}},{"id":"a"}]},"test":[{"action":[{"assert":{"result":"pass"}},{"operation":{"result":"pass"},"assert":{"result":"pass"}}]}]}
        {"resourceType":"TestScript","variable":[{"name":"v","expression":"a","headerField":"b","path":"c"}],"setup":{"action":[{"assert":{"contentType":"json","path":"a"}}]},"test":[{"action":[{"assert":{"contentType":"json","path":"a"}}]}]}
        {"resourceType":"ValueSet","status":"draft","compose":{"include":[{"system":"s","concept":[{"code":"a"}],"filter":[{"property":"p","op":"=","value":"v"}]}]},"expansion":{"contains":[{"system":"s","code":"a"},{"code":"a"},{"abstract":false}]}}
        {"resourceType":"Observation","status":"final","code":{"text":"a"}}
        {"resourceType":"Contract","valuedItem":[{"quantity":{"value":1,"code":"a"}},{"quantity":{"value":1,"code":"a","system":"s"}}]}
        """##
}
