package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ValuePatchTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1,"b":2}               | {"b":3}                         | {"a":1,"b":3}
            {"a":1,"b":2}               | {"b":null}                      | {"a":1,"b":null}
            {"g":{"a":1,"b":{"c":2}}}   | {"g":{"b":{"d":3}}}             | {"g":{"a":1,"b":{"c":2,"d":3}}}
            {"g":{"a":1}}               | {"g":{"a":null}}                | {"g":{"a":null}}
            {"g":{"a":1}}               | {"g":null}                      | {"g":null}
            {"g":{"a":1}}               | {"g":"x"}                       | {"g":"x"}
            {"g":"x"}                   | {"g":{"a":1}}                   | {"g":{"a":1}}
            {}                          | {"g":{"a":1}}                   | {"g":{"a":1}}
            {"l":[{"_key":"k","a":1}]}  | {"l":[{"_key":"k","b":2}]}      | {"l":[{"_key":"k","a":1,"b":2}]}
            {"l":[{"_key":"k","a":1}]}  | {"l":[{"_key":"n","b":2}]}      | {"l":[{"_key":"n","b":2}]}
            {"l":[{"_key":"k","a":1}]}  | {"l":[{"b":2}]}                 | {"l":[{"b":2}]}
            {"l":[{"_key":"k","a":1}]}  | {"l":[]}                        | {"l":[]}
            {"l":[{"_key":"k","a":1}]}  | {"l":["k",null,7]}              | {"l":["k",null,7]}
            {"l":[{"_key":"k","_type":"t","a":1}]} | {"l":[{"_key":"k","_type":"u","b":2}]} | {"l":[{"_key":"k","_type":"u","b":2}]}
            {"l":[{"_key":"k","_type":"t","a":1}]} | {"l":[{"_key":"k","b":2}]} | {"l":[{"_key":"k","_type":"t","a":1,"b":2}]}
            {"r":["x","y"]}             | {"r":["y"]}                     | {"r":["y"]}
            """)
    void membersThatAPatchOmitsStay(String present, String patch, String result) {
        ObjectNode before = (ObjectNode) JSON.readTree(present);

        assertThat(ValuePatch.apply(before, (ObjectNode) JSON.readTree(patch))).isEqualTo(JSON.readTree(result));
        assertThat(before).isEqualTo(JSON.readTree(present));
    }
}
