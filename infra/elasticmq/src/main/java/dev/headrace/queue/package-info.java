/** The process of the local queue server: ElasticMQ behind a gate that lets only those in who know the access key. */
@NullMarked
package dev.headrace.queue;

import org.jspecify.annotations.NullMarked;
