package io.bedrockrelay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.bedrockrelay.chat.FailureCode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every class that Jackson reads or writes is known to the native image: by Quarkus where it stands in the signature
/// of a REST method, by `@RegisterForReflection` on the class that has it read or written everywhere else. JSON trees
/// need neither.
class ReflectionTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(FailureCode.class.getProtectionDomain().getCodeSource().getLocation());

    private static final List<Class<?>> MAPPERS =
            List.of(ObjectCodec.class, ObjectReader.class, ObjectWriter.class, JsonParser.class, JsonGenerator.class);

    private static final Set<String> BINDING = Set.of(
            "readValue",
            "readValues",
            "readValueAs",
            "readValuesAs",
            "treeToValue",
            "valueToTree",
            "convertValue",
            "updateValue",
            "readerFor",
            "readerForUpdating",
            "readerForListOf",
            "readerForMapOf",
            "readerForArrayOf",
            "forType",
            "writerFor",
            "writeValue",
            "writeValues",
            "writeValueAsBytes",
            "writeValueAsString",
            "writeObject",
            "writePOJO",
            "writeObjectField",
            "writePOJOField",
            "putPOJO",
            "addPOJO",
            "mapTo",
            "mapFrom",
            "decodeValue",
            "encode",
            "encodePrettily",
            "encodeToBuffer");

    /// Classes that bind nothing but JSON trees, or Vert.x's own JSON types, though the call could bind anything.
    private static final Set<String> TREES_ONLY = Set.of("io.bedrockrelay.relay.LongContext");

    @Test
    void whoeverHasAClassReadOrWrittenRegistersIt() {
        for (var caller : binders()) {
            var registered = registeredBy(caller);
            assertThat(registered)
                    .as("%s has Jackson bind a class; let it carry @RegisterForReflection(targets = …)", caller)
                    .isNotEmpty();
            assertThat(registered)
                    .as("what %s reads", caller)
                    .containsAll(caller.getReferencedClassObjects().stream()
                            .map(ReferencedClassObject::getRawType)
                            .filter(ReflectionTest::ours)
                            .map(JavaClass::reflect)
                            .filter(type -> type != caller.reflect())
                            .toList());
        }
    }

    /// A record is of no use to Jackson without the records inside it.
    @Test
    void whatIsInsideARegisteredRecordIsRegistered() {
        var registered = new LinkedHashSet<Class<?>>();
        CLASSES.forEach(type -> registered.addAll(registeredBy(type)));
        assertThat(registered).isNotEmpty();
        var needed = new LinkedHashSet<Class<?>>();
        for (var type : registered) {
            for (var component :
                    type.isRecord() ? type.getRecordComponents() : new java.lang.reflect.RecordComponent[0]) {
                collect(component.getGenericType(), needed);
            }
        }
        assertThat(registered)
                .containsAll(needed.stream().filter(ReflectionTest::ours).toList());
    }

    /// Quarkus registers what a signature says, so that none may hide what is sent. Errors are written as bytes.
    @Test
    void noRestMethodHidesItsTypes() {
        var methods = CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .map(JavaClass::reflect)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Arrays.stream(method.getAnnotations()).anyMatch(ReflectionTest::http))
                .toList();
        assertThat(methods).isNotEmpty();
        assertThat(methods).allSatisfy(method -> {
            var types = new LinkedHashSet<Class<?>>();
            signature(method).forEach(type -> collect(type, types));
            assertThat(types).as(method.toString()).doesNotContain(Object.class, Response.class);
        });
    }

    private static List<JavaClass> binders() {
        return CLASSES.stream()
                .filter(type -> !type.getPackageName().startsWith("io.bedrockrelay.emulator"))
                .filter(type -> !TREES_ONLY.contains(type.getName()))
                .filter(type -> Stream.concat(
                                type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
                        .anyMatch(ReflectionTest::binds))
                .toList();
    }

    private static boolean binds(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return BINDING.contains(access.getName())
                && (MAPPERS.stream().anyMatch(owner::isAssignableTo)
                        || owner.getPackageName().startsWith("io.vertx.core.json")
                        || owner.isAssignableTo(JsonNode.class));
    }

    private static Set<Class<?>> registeredBy(JavaClass type) {
        var all = new LinkedHashSet<Class<?>>();
        type.tryGetAnnotationOfType(RegisterForReflection.class).ifPresent(registration -> {
            all.addAll(List.of(registration.targets()));
            if (registration.targets().length == 0 && registration.classNames().length == 0) {
                all.add(type.reflect());
            }
        });
        return all;
    }

    private static boolean ours(JavaClass type) {
        return type.getPackageName().startsWith("io.bedrockrelay");
    }

    private static boolean ours(Class<?> type) {
        return type.getPackageName().startsWith("io.bedrockrelay");
    }

    private static boolean http(java.lang.annotation.Annotation annotation) {
        return annotation.annotationType().isAnnotationPresent(jakarta.ws.rs.HttpMethod.class);
    }

    private static Stream<Type> signature(Method method) {
        return Modifier.isStatic(method.getModifiers())
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(method.getGenericReturnType()), Arrays.stream(method.getGenericParameterTypes()));
    }

    private static void collect(Type type, Set<Class<?>> into) {
        switch (type) {
            case Class<?> plain -> into.add(plain.isArray() ? plain.getComponentType() : plain);
            case ParameterizedType generic -> {
                collect(generic.getRawType(), into);
                Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, into));
            }
            case WildcardType wildcard ->
                Arrays.stream(wildcard.getUpperBounds()).forEach(bound -> collect(bound, into));
            default -> into.add(Object.class);
        }
    }
}
